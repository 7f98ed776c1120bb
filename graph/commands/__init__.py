"""The commands of `legation` that ask the graph, one a file; `graph.cli` puts them together."""
