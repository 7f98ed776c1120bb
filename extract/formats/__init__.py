"""From the bytes of one file to drafts of documents: a module a step."""
