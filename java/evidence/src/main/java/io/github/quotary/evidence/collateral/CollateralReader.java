package io.github.quotary.evidence.collateral;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pki.CaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads collateral, whichever tool wrote it: JSON in UTF-8 whose members are those of dcap-qvl, of
 * a dump of Intel's {@code sgx_ql_qve_collateral_t} or of Intel's service by their names, or the
 * file of Intel's PcsClientTool. The object may be the file or lie in it, in an array or in a text.
 *
 * <ul>
 *   <li>TCB info and QE identity: the envelope, or the bare object with its signature beside it;
 *       each as text or as object
 *   <li>revocation lists: DER as hexadecimal, base64 or an array of bytes, or PEM
 *   <li>chains: PEM, or an array of certificates
 *   <li>signatures: hexadecimal, base64 or an array of bytes
 * </ul>
 *
 * <p>Only the form is read. Nothing is trusted, and the engine rejects what the texts say. A
 * signature is looked at for one purpose: to tell whether white space in an object was signed.
 * Stateless.
 */
public final class CollateralReader {
  private CollateralReader() {}

  /**
   * Reads collateral of one platform. Never throws.
   *
   * @return empty if there is none in these bytes
   */
  public static Optional<Recognition> read(byte[] bytes) {
    if (!mayHold(bytes)) {
      return Optional.empty();
    }
    List<CollateralSearch.Found> found;
    try {
      found = CollateralSearch.in(NodeReader.read(bytes));
    } catch (JsonTextException e) {
      return Optional.empty();
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(recognition(CollateralSearch.single(found)));
    } catch (CollateralFormatException e) {
      return Optional.of(new Recognition.Refused("this is collateral, but " + e.problem()));
    }
  }

  private static Recognition recognition(CollateralFile file) {
    if (file instanceof CollateralFile.Single single) {
      return Recognition.Parts.of(new Part.CollateralPart(single.collateral()));
    }
    CollateralBundle bundle = ((CollateralFile.Several) file).bundle();
    Set<Collateral> sets = sets(bundle);
    if (sets.size() == 1) {
      return Recognition.Parts.of(new Part.CollateralPart(sets.iterator().next()));
    }
    return new Recognition.Refused(
        "this is collateral of several platforms ("
            + platforms(bundle)
            + "), not of one; give it with --collateral");
  }

  private static Set<Collateral> sets(CollateralBundle bundle) {
    Set<Collateral> sets = new LinkedHashSet<>();
    bundle.documents().stream()
        .flatMap(document -> tcbInfo(document.key()).stream())
        .forEach(
            info -> {
              for (CaType ca : CaType.values()) {
                if (bundle.find(new CollateralKey(info.fmspc(), ca, info.teeType()))
                    instanceof Lookup.Found set) {
                  sets.add(set.collateral());
                }
              }
            });
    return sets;
  }

  private static String platforms(CollateralBundle bundle) {
    List<String> fmspcs =
        bundle.documents().stream()
            .flatMap(document -> tcbInfo(document.key()).stream())
            .map(info -> info.fmspc().toString())
            .distinct()
            .toList();
    String shown = fmspcs.stream().limit(3).collect(Collectors.joining(", "));
    return fmspcs.size() + (fmspcs.size() == 1 ? " FMSPC, " : " FMSPCs, such as ") + shown;
  }

  private static Optional<DocumentKey.TcbInfo> tcbInfo(DocumentKey key) {
    return key instanceof DocumentKey.TcbInfo info ? Optional.of(info) : Optional.empty();
  }

  /**
   * What a file holds that is meant to be collateral.
   *
   * @throws CollateralFormatException if it is none; the message says what it is instead
   */
  public static CollateralFile parse(byte[] bytes) {
    if (!isJson(bytes)) {
      throw new CollateralFormatException(OtherInput.describe(bytes));
    }
    Node root;
    try {
      root = NodeReader.read(bytes);
    } catch (JsonTextException e) {
      throw new CollateralFormatException("Not a collateral object: " + e.problem());
    }
    List<CollateralSearch.Found> found = CollateralSearch.in(root);
    if (found.isEmpty()) {
      throw new CollateralFormatException(OtherInput.describe(root));
    }
    return CollateralSearch.single(found);
  }

  private static boolean isJson(byte[] bytes) {
    int first = JsonText.firstOf(bytes);
    return first == '{' || first == '[';
  }

  /** Every form has revocation lists, and says so in its members' names. */
  private static boolean mayHold(byte[] bytes) {
    if (!isJson(bytes)) {
      return false;
    }
    for (int i = 2; i < bytes.length; i++) {
      if ((bytes[i] | 0x20) == 'l'
          && (bytes[i - 1] | 0x20) == 'r'
          && (bytes[i - 2] | 0x20) == 'c') {
        return true;
      }
    }
    return false;
  }
}
