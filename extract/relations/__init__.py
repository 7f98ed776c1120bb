"""One module a fact type: how it is found in a parsed document."""
