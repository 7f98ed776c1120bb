"""The commands of `legation` that stand on a graph, one a file; `graph.cli` puts them together."""
