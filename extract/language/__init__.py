"""From text to a spaCy `Doc`: one network, its files, and the component that runs it."""
