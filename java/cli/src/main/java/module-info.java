/** The command {@code quotary}; run as a single jar, so nothing is exported. */
module io.github.quotary.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires io.github.quotary.collateral;
  requires io.github.quotary.core;
  requires io.github.quotary.domain;
  requires io.github.quotary.evidence;
  requires io.github.quotary.guest;
  requires io.github.quotary.ingress;
  requires io.github.quotary.qvl;
  requires io.github.quotary.service;
  requires io.github.quotary.simulator;
  requires java.logging;
  requires me.tongfei.progressbar;
  requires org.dnsjava;
  requires static org.jspecify;

  opens io.github.quotary.cli to
      info.picocli;
  opens io.github.quotary.cli.batch to
      info.picocli;
  opens io.github.quotary.cli.collateral to
      info.picocli;
  opens io.github.quotary.cli.conformance to
      info.picocli;
  opens io.github.quotary.cli.crosscheck to
      info.picocli;
  opens io.github.quotary.cli.domain to
      info.picocli;
  opens io.github.quotary.cli.help to
      info.picocli;
  opens io.github.quotary.cli.ingress to
      info.picocli;
  opens io.github.quotary.cli.inspect to
      info.picocli;
  opens io.github.quotary.cli.option to
      info.picocli;
  opens io.github.quotary.cli.policy to
      info.picocli;
  opens io.github.quotary.cli.replay to
      info.picocli;
  opens io.github.quotary.cli.serve to
      info.picocli;
  opens io.github.quotary.cli.simulate to
      info.picocli;
  opens io.github.quotary.cli.verify to
      info.picocli;
}
