"""The sample reports as typed models: what they say, what is true of it, and how they are set as text."""
