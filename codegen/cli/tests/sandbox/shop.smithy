namespace com.example
