//! What the codec does with every form of value.
