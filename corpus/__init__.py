"""Sample reports written for this project, and their truth. Nothing of the product imports this package."""
