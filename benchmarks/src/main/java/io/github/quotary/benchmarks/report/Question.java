package io.github.quotary.benchmarks.report;

import java.util.List;

/** The question of each benchmark, and what its figures include. */
enum Question {
  VERIFY(
      "VerifyBenchmark",
      "A verdict",
      "From a quote's bytes to the result, including the strict policy, on one thread, by what is"
          + " cached. `nothing`: always from raw bytes, including the quote's chain and the"
          + " collateral's seven documents (their outer JSON is already parsed). `collateral`: the"
          + " trusted collateral and the two CAs of the chain are cached; every quote counts as one"
          + " of a new host. `chain`: the host's PCK chain is cached as well, but not its QE report,"
          + " as after a change of its quoting enclave. `platform`: the host is known, so its chain"
          + " and QE report are cached as well; this is the default. Each host has its own PCK key"
          + " and attestation key. Quotes come in random order, at least 64 different ones; version"
          + " 4 has a TD report 1.0, version 5 a TD report 1.5."),
  LATENCY(
      "LatencyBenchmark",
      "How long a caller waits",
      "The same for version 4, each call in wall time; in units, its median."),
  BATCH(
      "BatchBenchmark",
      "Many quotes",
      "Quotes of all hosts through `BatchVerifier`, in random order, by what is cached; figures are"
          + " per quote, and tables of keys were made before. The CPU time is that of all threads"
          + " together; wall time halves if two threads have a core each."),
  ECDSA(
      "EcdsaBenchmark",
      "One P-256 signature",
      "Signatures of 64 hosts' quotes; the digests are precomputed. `new`: an unknown key of 64"
          + " bytes, whose point is checked. `kept`: the key was created before, and the engine was"
          + " told that it will be used again. `verify`: one at a time; `verifyAll`: 64 per call, with"
          + " figures per signature."),
  COLLATERAL(
      "CollateralBenchmark",
      "New collateral",
      "`readJson`: the outer JSON only. `parse`: the seven documents. `parseAndTrust`: they are"
          + " parsed, and every chain and signature that does not depend on a quote is checked."
          + " Nothing is cached."),
  PARSE(
      "ParseBenchmark",
      "Parsing a quote",
      "Nothing is verified. `parse`: all lengths are checked, three fields are read in place."
          + " `parseAndCopy`: MRTD, four RTMRs and the report data are copied."),
  REPLAY(
      "ReplayBenchmark",
      "Replaying an event log",
      "A binary log of 80 events (64 KiB with its padding) and a dstack log of 30. `bareExtends`: the"
          + " same SHA-384 extends and nothing else. `replay`: all registers of a parsed"
          + " log. `parseAndReplay`: from its bytes."),
  KEPT_MEMORY(
      "KeptMemoryBenchmark",
      "Memory for cached platforms",
      "Growth of the heap, after collection, by hosts that were verified once and are cached."),
  SAME_QUOTE(
      "SameQuoteBenchmark",
      "The quote of the comparison",
      "As for a verdict above, but with the one quote on which other verifiers are measured,"
          + " `testvectors/vectors/tdx-v4-up-to-date`, on one thread."),
  QVL(
      "QvlBenchmark",
      "Compared with Intel's code",
      "The same quote and collateral through this engine and through Intel's libraries by JNI, in"
          + " one run. `OURS_FROM_RAW_BYTES`: everything is parsed and verified each time, as"
          + " in Intel's code. `OURS`: with the default caches. `DCAP`: `tee_verify_quote` with"
          + " supplemental data, which this engine computes only on request. `QVL`: Intel's low-level library, its stages in the same order.");

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

  /** Whether a figure belongs to this question. */
  boolean isAnsweredBy(Figure figure) {
    return figure.benchmarkClass().equals(benchmark);
  }

  /** The run's figures, in the order of their parameters. */
  List<Figure> answers(JvmRun run) {
    return run.figures().stream().filter(this::isAnsweredBy).toList();
  }
}
