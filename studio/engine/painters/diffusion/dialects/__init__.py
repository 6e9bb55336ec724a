"""How each class of pipelines of diffusers is told what to paint, and how its answer is read."""
