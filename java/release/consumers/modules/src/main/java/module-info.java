/** A service that uses the core, evidence, and the native library if there is one. */
module com.example.modules {
  requires io.github.quotary.core;
  requires io.github.quotary.evidence;
  requires io.github.quotary.qvl;
}
