package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.AcmeDirectory;
import io.github.quotary.ingress.acme.CaRequest.Kind;
import io.github.quotary.ingress.records.OwnershipFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fails while a certificate is to be renewed. */
class DiskFaultsTest {
  @TempDir private Path folder;

  private IngressLab lab(SmallDisk disk) throws Exception {
    return IngressLab.start(folder, FaultRun.NAME)
        .set("STATE_DIR", disk.folder().resolve("state").toString());
  }

  /** What could not be stored is not even ordered. */
  @Test
  void theStateIsReadOnly() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"));
        FaultRun run = FaultRun.start(lab(disk))) {
      run.lab.ca.calm();
      disk.readOnly(true);
      run.failsAndKeeps("state folder failed");
      assertEquals(List.of(), run.lab.ca.requests(Kind.NEW_ORDER));
      disk.readOnly(false);
      run.repairs();
    }
  }

  @Test
  void theDiskIsFull() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"));
        FaultRun run = FaultRun.start(lab(disk))) {
      run.lab.ca.calm();
      disk.fill();
      run.failsAndKeeps("No space left");
      assertEquals(List.of(), run.lab.ca.requests(Kind.NEW_ORDER));
      disk.free();
      run.repairs();
    }
  }

  /** The name keeps being served, and gets another certificate when the disk works. */
  @Test
  void theStoredCertificateCannotBeRead() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      run.lab.isEarlier();
      Path file =
          run.lab
              .stateFolder()
              .resolve("certificates")
              .resolve(AcmeDirectory.of(run.lab.ca.directory()).folder())
              .resolve(FaultRun.NAME + ".pem");
      Path aside = folder.resolve("aside");
      Files.move(file, aside);
      Files.createDirectories(file.resolve("not-empty"));
      run.failsAndKeeps("state folder failed");
      assertTrue(run.lab.told("a certificate cannot be used"), run.lab.journal::toString);
      Files.delete(file.resolve("not-empty"));
      Files.delete(file);
      run.repairs();
    }
  }

  /** Without it, the app would take its own records for foreign ones. */
  @Test
  void theFileOfOwnRecordsCannotBeRead() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      Path file = run.lab.stateFolder().resolve(OwnershipFile.PATH);
      String before = Files.readString(file);
      Files.writeString(file, "{");
      run.failsAndKeeps("records.json of the state cannot be read");
      Files.writeString(file, before);
      run.repairs();
    }
  }

  @Test
  void theDirectoryOfEvidenceCannotBeWritten() throws Exception {
    try (FaultRun run = FaultRun.start(folder)) {
      Path directory = folder.resolve("evidences");
      Path aside = folder.resolve("aside");
      Files.move(directory, aside);
      Files.createFile(directory);
      run.copiesFail("the copies in " + directory);
      Files.delete(directory);
      Files.move(aside, directory);
      run.lab.isEarlier();
      run.repairs();
      assertEquals(
          run.lab.get(FaultRun.NAME, "/evidences/sha256sum.txt"),
          Files.readString(directory.resolve("sha256sum.txt")));
    }
  }
}
