"""What is checked of a whole base before anyone relies on it: by diagrams, with witnesses."""

from expert.assurance.verification import Finding, Verification, verify

__all__ = ["Finding", "Verification", "verify"]
