"""What every stage returns: findings, their codes and what these mean."""
