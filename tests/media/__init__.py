"""Tests of photos, on real files of real cameras."""
