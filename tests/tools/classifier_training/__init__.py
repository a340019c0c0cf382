"""`python -m tests.tools.classifier_training`: train the sentence classifier again."""
