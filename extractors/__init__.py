"""How to read: pure functions from bytes or text to typed values with spans. Rules are passed in."""
