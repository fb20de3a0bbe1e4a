"""Findings of a run -> reports: for people (text, HTML) and for programs (JSON, SARIF, GitHub)."""
