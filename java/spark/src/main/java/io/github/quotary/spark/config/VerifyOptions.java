package io.github.quotary.spark.config;

import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tcb.QvlGeneration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which column is verified, and with what. Immutable; the defaults are those of the library:
 * Intel's root, the strict policy, QVL 1.27.
 *
 * <pre>{@code
 * VerifyOptions options =
 *     VerifyOptions.builder()
 *         .collateral(CollateralSet.read(Path.of("bundle.json")))
 *         .policy(policy)
 *         .keep("id")
 *         .build();
 * }</pre>
 */
public final class VerifyOptions {
  /** The fewest rows that are verified together. */
  public static final int MIN_BATCH = 64;

  private static final int MAX_BATCH = 65_536;

  private final Builder values;
  private final VerifierSettings verifier;

  private VerifyOptions(Builder builder) {
    values = builder.copy();
    verifier =
        new VerifierSettings(
            values.policy.toJson(),
            values.trustAnchorHex,
            values.generation.name(),
            values.engine,
            values.hosts);
    verifier.trustAnchor();
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these values. */
  public Builder toBuilder() {
    return values.copy();
  }

  /** The verifier, without its collateral. */
  public VerifierSettings verifier() {
    return verifier;
  }

  /** The column of quotes: binary or string, in any form that {@code quotary} reads. */
  public String quoteColumn() {
    return values.quoteColumn;
  }

  /** The column of times of verification: timestamp, date, string, or seconds since 1970. */
  public Optional<String> atColumn() {
    return Optional.ofNullable(values.atColumn);
  }

  /** The time of verification of rows that have none of their own. */
  public Optional<Instant> at() {
    return Optional.ofNullable(values.at);
  }

  /** The column of collateral: string or binary, as any tool writes it. */
  public Optional<String> collateralColumn() {
    return Optional.ofNullable(values.collateralColumn);
  }

  /** The column that says why a row has no quote; a row where it is null has one. */
  public Optional<String> problemColumn() {
    return Optional.ofNullable(values.problemColumn);
  }

  /** Collateral of rows that have none of their own. */
  public Optional<CollateralSet> collateral() {
    return Optional.ofNullable(values.collateral);
  }

  /** The columns of the input that are kept; all of them if empty. */
  public Optional<List<String>> kept() {
    return Optional.ofNullable(values.kept);
  }

  /** The name of one struct column for the verdict; if empty its columns stand by themselves. */
  public Optional<String> into() {
    return Optional.ofNullable(values.into);
  }

  /** How many rows of a partition are read, ordered by their platforms and verified together. */
  public int batchRows() {
    return values.batchRows;
  }

  /** Whether the column {@code forecasts} is filled. */
  public boolean lookAhead() {
    return values.lookAhead;
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    private String quoteColumn = "quote";
    private @Nullable String atColumn;
    private @Nullable Instant at;
    private @Nullable String collateralColumn;
    private @Nullable String problemColumn;
    private @Nullable CollateralSet collateral;
    private @Nullable List<String> kept;
    private @Nullable String into;
    private QuotePolicy policy = QuotePolicy.strict();
    private String trustAnchorHex = "";
    private QvlGeneration generation = QvlGeneration.V1_27;
    private String engine = "auto";
    private int hosts = 10_000;
    private int batchRows = 128;
    private boolean lookAhead;

    private Builder() {}

    private Builder copy() {
      Builder copy = new Builder();
      copy.quoteColumn = quoteColumn;
      copy.atColumn = atColumn;
      copy.at = at;
      copy.collateralColumn = collateralColumn;
      copy.problemColumn = problemColumn;
      copy.collateral = collateral;
      copy.kept = kept;
      copy.into = into;
      copy.policy = policy;
      copy.trustAnchorHex = trustAnchorHex;
      copy.generation = generation;
      copy.engine = engine;
      copy.hosts = hosts;
      copy.batchRows = batchRows;
      copy.lookAhead = lookAhead;
      return copy;
    }

    /** The column of quotes; {@code quote} unless set. */
    public Builder quoteColumn(String name) {
      quoteColumn = name;
      return this;
    }

    /** The column of times of verification; none unless set. */
    public Builder atColumn(String name) {
      atColumn = name;
      return this;
    }

    /**
     * The time of verification of rows without their own. Unless set, it is the moment when the
     * transformation is made, and in a stream the moment when a row is verified.
     */
    public Builder at(Instant time) {
      at = time;
      return this;
    }

    /** The column of collateral; none unless set. */
    public Builder collateralColumn(String name) {
      collateralColumn = name;
      return this;
    }

    /** The column that says why a row has no quote; none unless set. */
    public Builder problemColumn(String name) {
      problemColumn = name;
      return this;
    }

    /** Collateral of rows without their own; unless set, such a row is undecided. */
    public Builder collateral(CollateralSet set) {
      collateral = set;
      return this;
    }

    /** The columns of the input that are kept; all unless set. */
    public Builder keep(String... columns) {
      kept = List.of(columns);
      return this;
    }

    /** Makes the verdict one struct column of this name. */
    public Builder into(String column) {
      into = column;
      return this;
    }

    /** What a verified quote must meet; the strict policy unless set. */
    public Builder policy(QuotePolicy newPolicy) {
      policy = newPolicy;
      return this;
    }

    /**
     * The root to trust, as a certificate in PEM or DER; Intel's unless set.
     *
     * @param certificate is checked when the options are built
     */
    public Builder trustAnchor(byte[] certificate) {
      trustAnchorHex = HexFormat.of().formatHex(certificate);
      return this;
    }

    /** The generation of Intel's QVL to decide like; 1.27 unless set. */
    public Builder generation(QvlGeneration newGeneration) {
      generation = newGeneration;
      return this;
    }

    /**
     * The signature engine of the executors: {@code java}, {@code bc}, {@code native}, {@code
     * native:TIER}, {@code vector}, or {@code auto}, which is {@code native} where that can be used
     * and otherwise {@code java}. A task fails where an engine that was named cannot be used.
     */
    public Builder engine(String name) {
      engine = name;
      return this;
    }

    /** How many hosts an executor caches; 10,000 unless set. */
    public Builder hosts(int number) {
      hosts = number;
      return this;
    }

    /**
     * How many rows are verified together; 128 unless set, which a processor's cache holds. Fewer
     * are where they take more than 16 MiB.
     *
     * @throws IllegalArgumentException unless it is between 64 and 65,536
     */
    public Builder batchRows(int number) {
      if (number < MIN_BATCH || number > MAX_BATCH) {
        throw new IllegalArgumentException("batchRows must be between 64 and 65536, not " + number);
      }
      batchRows = number;
      return this;
    }

    /** Also evaluates each platform under the data sets of a bundle that are not in force yet. */
    public Builder lookAhead(boolean newLookAhead) {
      lookAhead = newLookAhead;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if the trust anchor is not a root certificate, or the number
     *     of hosts is out of range
     */
    public VerifyOptions build() {
      return new VerifyOptions(this);
    }
  }
}
