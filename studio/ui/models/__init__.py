"""The Models panel: which painters' models are here, what they take, and getting and removing them."""
