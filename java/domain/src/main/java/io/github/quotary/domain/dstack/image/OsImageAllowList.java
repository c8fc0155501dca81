package io.github.quotary.domain.dstack.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The OS images that are accepted, each by its hash or by its registers (MRTD, RTMR1, RTMR2). Trust
 * in an image starts here: a prover can make up matching claims about its image. Immutable.
 */
public final class OsImageAllowList {
  /**
   * An image known by its registers, 48 bytes each. RTMR0 depends on the VM and is not among them.
   *
   * @param label its name in reports
   * @param mrtd its MRTD
   * @param rtmr1 its RTMR1
   * @param rtmr2 its RTMR2
   */
  public record Tuple(String label, Measurement mrtd, Measurement rtmr1, Measurement rtmr2) {
    boolean isOf(TdReport report) {
      return mrtd.equals(report.mrTd())
          && rtmr1.equals(report.rtmr(1))
          && rtmr2.equals(report.rtmr(2));
    }
  }

  /**
   * An image known by the SHA-256 of its {@code sha256sum.txt}, 32 bytes.
   *
   * @param label its name in reports
   * @param hash its hash
   */
  public record Hash(String label, Measurement hash) {}

  /** Whether an image is on the list. */
  public sealed interface Verdict {
    /**
     * It is.
     *
     * @param label the entry's label
     * @param how by which kind of entry: {@code registers} or {@code hash}
     */
    record Allowed(String label, String how) implements Verdict {}

    /**
     * It is not.
     *
     * @param reason why not
     */
    record NotAllowed(String reason) implements Verdict {}
  }

  private static final int HASH_SIZE = 32;
  private static final int REGISTER_SIZE = 48;

  private final List<Tuple> tuples;
  private final List<Hash> hashes;

  private OsImageAllowList(List<Tuple> tuples, List<Hash> hashes) {
    this.tuples = List.copyOf(tuples);
    this.hashes = List.copyOf(hashes);
  }

  /** A list of these images. */
  public static OsImageAllowList of(List<Tuple> tuples, List<Hash> hashes) {
    return new OsImageAllowList(tuples, hashes);
  }

  /**
   * Reads {@code {"images":[{"label":...,"mrtd":...,"rtmr1":...,"rtmr2":...},
   * {"label":...,"os_image_hash":...}]}}: strict JSON, bytes in hexadecimal, no other members.
   */
  public static Reading<OsImageAllowList> read(String json) {
    try {
      return Reading.of(parse(StrictJson.object(json)));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static OsImageAllowList parse(ObjectNode json) throws MalformedException {
    JsonNode images = json.path("images");
    if (json.size() != 1 || !images.isArray()) {
      throw new MalformedException(0, "the list must have exactly one member, the array images");
    }
    List<Tuple> tuples = new ArrayList<>();
    List<Hash> hashes = new ArrayList<>();
    for (JsonNode image : images) {
      Set<String> members = new TreeSet<>();
      image.fieldNames().forEachRemaining(members::add);
      if (members.equals(Set.of("label", "mrtd", "rtmr1", "rtmr2"))) {
        tuples.add(
            new Tuple(
                StrictJson.string(image, "label"),
                StrictJson.hex(image, "mrtd", REGISTER_SIZE),
                StrictJson.hex(image, "rtmr1", REGISTER_SIZE),
                StrictJson.hex(image, "rtmr2", REGISTER_SIZE)));
      } else if (members.equals(Set.of("label", "os_image_hash"))) {
        hashes.add(
            new Hash(
                StrictJson.string(image, "label"),
                StrictJson.hex(image, "os_image_hash", HASH_SIZE)));
      } else {
        throw new MalformedException(
            0,
            "an image needs label and either os_image_hash or mrtd, rtmr1, rtmr2; it has "
                + members);
      }
    }
    return new OsImageAllowList(tuples, hashes);
  }

  /** Whether the image of this report is on the list, by its registers. */
  public Verdict check(TdReport report) {
    return tuples.stream()
        .filter(tuple -> tuple.isOf(report))
        .findFirst()
        .<Verdict>map(tuple -> new Verdict.Allowed(tuple.label(), "registers"))
        .orElse(new Verdict.NotAllowed("no image on the list has this MRTD, RTMR1 and RTMR2"));
  }

  /** Whether an image whose registers are the report's is on the list, by its hash. */
  public Verdict check(MatchedOsImage image) {
    return hashes.stream()
        .filter(hash -> hash.hash().equals(image.hash()))
        .findFirst()
        .<Verdict>map(hash -> new Verdict.Allowed(hash.label(), "hash"))
        .orElse(new Verdict.NotAllowed("image " + image.hash() + " is not on the list"));
  }

  /** Whether the image is on the list, by its registers or, if it was matched, by its hash. */
  public Verdict check(TdReport report, Optional<MatchedOsImage> image) {
    Verdict byRegisters = check(report);
    return byRegisters instanceof Verdict.Allowed
        ? byRegisters
        : image.map(this::check).orElse(byRegisters);
  }
}
