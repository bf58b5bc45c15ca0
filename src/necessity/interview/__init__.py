"""What asks: a pure engine that folds what a reviewer did into what comes next."""
