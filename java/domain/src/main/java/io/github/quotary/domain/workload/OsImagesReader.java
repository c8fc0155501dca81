package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.image.ImageDirectory;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a policy's {@code osImages}: registers, hashes, or directories with whole images. */
final class OsImagesReader {
  private static final int HASH_SIZE = 32;
  private static final int REGISTER_SIZE = 48;
  private static final String DEVELOPMENT = "development";

  private final DomainPolicy.Files files;

  OsImagesReader(DomainPolicy.Files files) {
    this.files = files;
  }

  List<AllowedOsImage> read(ObjectNode root) throws IOException, MalformedException {
    List<AllowedOsImage> images = new ArrayList<>();
    for (JsonNode element : PolicyMembers.array(root, "osImages")) {
      images.add(osImage(element, "/osImages/" + images.size()));
    }
    return images;
  }

  private AllowedOsImage osImage(JsonNode image, String where)
      throws IOException, MalformedException {
    Set<String> members = new TreeSet<>();
    image.fieldNames().forEachRemaining(members::add);
    boolean development = members.remove(DEVELOPMENT) && image.path(DEVELOPMENT).asBoolean();
    if (image.has(DEVELOPMENT) && !image.path(DEVELOPMENT).isBoolean()) {
      throw new MalformedException(0, where + "/development must be true or false");
    }
    if (members.equals(Set.of("label", "mrTd", "rtmr1", "rtmr2"))) {
      return new AllowedOsImage.ByRegisters(
          new OsImageAllowList.Tuple(
              StrictJson.string(image, "label"),
              StrictJson.hex(image, "mrTd", REGISTER_SIZE),
              StrictJson.hex(image, "rtmr1", REGISTER_SIZE),
              StrictJson.hex(image, "rtmr2", REGISTER_SIZE)),
          development);
    } else if (members.equals(Set.of("label", "osImageHash"))) {
      return new AllowedOsImage.ByHash(
          new OsImageAllowList.Hash(
              StrictJson.string(image, "label"), StrictJson.hex(image, "osImageHash", HASH_SIZE)),
          development);
    } else if (members.equals(Set.of("label", "directory"))) {
      return directory(
          StrictJson.string(image, "label"), StrictJson.string(image, "directory"), development);
    }
    throw new MalformedException(
        0,
        where
            + " must have label and one of: osImageHash; mrTd, rtmr1 and rtmr2; or directory."
            + " development is optional");
  }

  private AllowedOsImage directory(String label, String name, boolean development)
      throws IOException, MalformedException {
    ImageDirectory image =
        PolicyMembers.value(
            name + " is not a valid OS image: ", ImageDirectory.read(files.resolve(name)));
    return new AllowedOsImage.ByImage(
        label, image, development || image.isDevelopment().orElse(false));
  }
}
