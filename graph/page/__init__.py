"""The web page: search, entities, documents, saved questions, pictures; read only, without scripts."""
