"""The words in every language: complete, in step with the code, and rendered safely."""
