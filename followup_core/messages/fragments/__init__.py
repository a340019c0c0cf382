"""What people type as fragments, fitted into the sentences of a message, or asked again with a reason."""
