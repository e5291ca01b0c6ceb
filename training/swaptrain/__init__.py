"""Training of Swapgraph's built-in networks on faces of nobody."""
