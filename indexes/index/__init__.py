"""A document without faults as an object: pages, questions, conditions, rubric, steps. Pure."""
