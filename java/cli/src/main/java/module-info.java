/** The command {@code quotary}; run as a single jar, so nothing is exported. */
module io.github.quotary.cli {
  requires com.fasterxml.jackson.databind;
  requires com.nimbusds.jose.jwt;
  requires info.picocli;
  requires io.github.quotary.collateral;
  requires io.github.quotary.core;
  requires io.github.quotary.domain;
  requires io.github.quotary.simulator;
  requires me.tongfei.progressbar;
  requires static org.jspecify;

  opens io.github.quotary.cli.domain to
      info.picocli;
  opens io.github.quotary.cli to
      info.picocli;
}
