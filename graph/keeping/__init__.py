"""How a graph is kept: what a store writes and remembers, and what people decide about it."""
