"""From what a text states, as words, to facts about entities."""
