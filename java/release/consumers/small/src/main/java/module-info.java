/** A service that uses the core alone. */
module com.example.small {
  requires io.github.quotary.core;
}
