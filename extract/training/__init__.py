"""How the language model is made: corpora, network, training, scores, export."""
