"""Reading text: documents, the language model, mentions, linking, and facts out of text."""
