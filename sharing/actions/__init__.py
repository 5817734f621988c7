"""What changes between organisations? One verb a function, with `by=` and `at=`."""
