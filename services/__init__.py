"""The jobs that need several layers."""
