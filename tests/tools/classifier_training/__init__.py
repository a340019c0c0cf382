"""`python -m tests.tools.classifier_training`: make the weights of the classifier of sentences anew."""
