"""A still picture filmed: its subject cut out, what is behind it filled in, layered in depth, and a camera over it."""
