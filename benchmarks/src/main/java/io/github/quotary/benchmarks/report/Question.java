package io.github.quotary.benchmarks.report;

import java.util.List;

/** What each benchmark asks, and what its figures include. */
enum Question {
  VERIFY(
      "VerifyBenchmark",
      "A verdict",
      "From a quote's bytes to the result, the strict policy included, on one thread. `nothing`:"
          + " each time from raw bytes, the quote's chain and the collateral's seven documents"
          + " included (their outer JSON was read before). `collateral`: the trusted collateral and"
          + " the two CAs of the chain are kept; every quote counts as one of a new host. `chain`:"
          + " the host's PCK chain is kept, too, but not its QE report, as after a change of its"
          + " quoting enclave. `platform`: the host was met before, so its chain and QE report are kept, too; this"
          + " is what users get by default. Each host has a PCK key and an attestation key of its"
          + " own. Quotes come in random order, at least 64 different ones; version 4 has a TD"
          + " report 1.0, version 5 a TD report 1.5."),
  LATENCY(
      "LatencyBenchmark",
      "How long a caller waits",
      "The same for version 4, each call timed by the clock on the wall: what else the machine did"
          + " is included."),
  BATCH(
      "BatchBenchmark",
      "Many quotes",
      "Quotes of kept hosts through `BatchVerifier`, in random order, figures per quote. The CPU"
          + " time is that of all threads together; wall time halves where two threads have a core"
          + " each."),
  ECDSA(
      "EcdsaBenchmark",
      "One P-256 signature",
      "Signatures of 64 hosts' quotes; the digest is ready. `new`: the key comes as 64 bytes, its"
          + " point is checked, and the engine never met it. `kept`: the key was made before, and"
          + " the engine was told that it comes again. `verify`: one at a time; `verifyAll`: 64 in a"
          + " call, the figures are for one."),
  COLLATERAL(
      "CollateralBenchmark",
      "New collateral",
      "`readJson`: the outer JSON only. `parse`: the seven documents. `parseAndTrust`: they are"
          + " parsed, and every chain and signature that needs no quote is checked. Nothing is"
          + " kept."),
  PARSE(
      "ParseBenchmark",
      "Looking into a quote",
      "Nothing is verified. `parse`: all lengths are checked, three fields are read where they"
          + " stand. `parseAndCopy`: MRTD, four RTMRs and the report data are copied."),
  REPLAY(
      "ReplayBenchmark",
      "Replaying an event log",
      "A binary log of 80 events (64 KiB with its padding) and a dstack log of 30. `bareExtends`: the"
          + " same SHA-384 extends and nothing else. `replay`: all registers of a log that was"
          + " parsed before. `parseAndReplay`: from its bytes."),
  KEPT_MEMORY(
      "KeptMemoryBenchmark",
      "Memory for kept platforms",
      "Growth of the heap, after collection, by hosts that were verified once and are kept."),
  SAME_QUOTE(
      "SameQuoteBenchmark",
      "The quote of the comparison",
      "As a verdict above, but for the one quote that other verifiers are measured on,"
          + " `testvectors/vectors/tdx-v4-up-to-date`, on one thread."),
  QVL(
      "QvlBenchmark",
      "Beside Intel's code",
      "The same quote and collateral through this engine and through Intel's libraries by JNI, in"
          + " one run. `OURS_FROM_RAW_BYTES`: everything is parsed and verified each time, as"
          + " Intel's code does. `OURS`: what was proved is kept, which is what users get. `DCAP`:"
          + " `tee_verify_quote` with supplemental data, which this engine makes only when it is"
          + " asked for. `QVL`: Intel's low-level library, its stages in the same order.");

  private final String benchmark;
  private final String title;
  private final String includes;

  Question(String benchmark, String title, String includes) {
    this.benchmark = benchmark;
    this.title = title;
    this.includes = includes;
  }

  String title() {
    return title;
  }

  String includes() {
    return includes;
  }

  /** Whether a figure answers this question. */
  boolean isAnsweredBy(Figure figure) {
    return figure.benchmarkClass().equals(benchmark);
  }

  /** The run's answers, in the order of their parameters. */
  List<Figure> answers(JvmRun run) {
    return run.figures().stream().filter(this::isAnsweredBy).toList();
  }
}
