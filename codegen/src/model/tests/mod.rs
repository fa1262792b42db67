//! Tests of loading, from text to model.
