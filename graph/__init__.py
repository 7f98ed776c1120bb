"""The knowledge graph: facts, entities, the RDF store, questions, views and exports."""
