"""What is laid over the film's picture, drawn and composited; ``compositing`` is the one place where it is."""
