"""What decides: a condition and the facts to a truth, a policy and the facts to determinations."""
