package io.github.quotary.guest.tsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.GuestFault;
import io.github.quotary.guest.provider.TeeQuote;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's folder, played by a temporary one; whatever happens, no entry is left. */
class ConfigfsTsmTest {
  private static final byte[] ASKED = filled(0x3c);

  @TempDir private Path folder;
  private final List<Integer> pauses = new ArrayList<>();
  private final AtomicInteger names = new AtomicInteger();

  private static byte[] filled(int value) {
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private ConfigfsTsm tsm(TsmFiles kernel) {
    return new ConfigfsTsm(folder, kernel, () -> "entry" + names.getAndIncrement(), pauses::add);
  }

  private Answer<TeeQuote> ask(TsmFiles kernel) {
    return tsm(kernel).quote(ASKED);
  }

  private GuestFault faultOf(TsmFiles kernel) {
    return ask(kernel).fault().orElseThrow();
  }

  @AfterEach
  void everyEntryIsGone() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void getsAQuote() {
    TeeQuote quote = ask(new FakeKernel()).found().orElseThrow();

    assertEquals(Measurement.of(ASKED), Quote.copyOf(quote.toByteArray()).body().reportData());
    assertEquals("configfs-tsm at " + folder, quote.source());
    assertEquals(Optional.empty(), quote.eventLog());
    assertEquals(List.of(), pauses);
  }

  @Test
  void keepsTheKernelsPadding() {
    FakeKernel padding =
        new FakeKernel() {
          @Override
          byte[] quote(byte[] reportData) {
            return Arrays.copyOf(super.quote(reportData), 20_000);
          }
        };
    assertEquals(20_000, ask(padding).found().orElseThrow().toByteArray().length);
  }

  @Test
  void makesAnEntryForEachQuote() {
    ConfigfsTsm tsm = tsm(new FakeKernel());
    byte[] first = tsm.quote(ASKED).found().orElseThrow().toByteArray();
    assertArrayEquals(first, tsm.quote(ASKED).found().orElseThrow().toByteArray());
    assertEquals(2, names.get());
  }

  @Test
  void countsAsTheKernelDoes() {
    FakeKernel old =
        new FakeKernel() {
          @Override
          String firstGeneration() {
            return "18446744073709551615";
          }
        };
    assertTrue(ask(old).found().isPresent(), "the counter goes round");
  }

  @Test
  void saysThatThereIsNoConfigfs() {
    Path absent = folder.resolve("tsm/report");
    GuestFault fault = ConfigfsTsm.at(absent).quote(ASKED).fault().orElseThrow();

    assertInstanceOf(GuestFault.NotThere.class, fault);
    assertEquals(absent.toString(), fault.where());
    assertTrue(fault.message().contains("mount -t configfs"), fault::message);
    assertEquals(Optional.of(fault), ConfigfsTsm.at(absent).unusable());
  }

  /** Whoever names a plain folder gets no quote, and keeps a clean folder. */
  @Test
  void saysThatAFolderIsNotTheKernels() {
    GuestFault fault = ConfigfsTsm.at(folder).quote(ASKED).fault().orElseThrow();
    assertInstanceOf(GuestFault.Broken.class, fault);
    assertTrue(fault.where().endsWith("provider"), fault::message);
  }

  @Test
  void saysThatItMayNotMakeAnEntry() {
    GuestFault denied = faultOf(failing("make", new AccessDeniedException("entry0")));
    assertInstanceOf(GuestFault.Refused.class, denied);
    assertTrue(denied.message().contains("run as root"), denied::message);

    GuestFault readOnly =
        faultOf(failing("make", new FileSystemException("entry1", null, "Read-only file system")));
    assertInstanceOf(GuestFault.Refused.class, readOnly);
    assertTrue(readOnly.message().contains("Read-only file system"), readOnly::message);
  }

  @Test
  void saysThatItIsAnotherKindOfTee() {
    FakeKernel other =
        new FakeKernel() {
          @Override
          String provider() {
            return "sev_guest";
          }
        };
    GuestFault fault = faultOf(other);
    assertEquals(
        new GuestFault.OtherProvider(folder.resolve("entry0").toString(), "sev_guest"), fault);
    assertInstanceOf(GuestFault.OtherProvider.class, tsm(other).unusable().orElseThrow());
  }

  @Test
  void asksAgainWhileTheTeeIsBusy() {
    FakeKernel busyTwice =
        new FakeKernel() {
          private int reads;

          @Override
          public byte[] read(Path attribute, int maxBytes) throws IOException {
            if (attribute.endsWith("outblob") && reads++ < 2) {
              throw new IOException("Device or resource busy");
            }
            return super.read(attribute, maxBytes);
          }
        };
    assertTrue(ask(busyTwice).found().isPresent());
    assertEquals(List.of(1, 2), pauses);
  }

  @Test
  void stopsToAskWhenTheTeeStaysBusy() {
    GuestFault fault = faultOf(failing("outblob", new IOException("Device or resource busy")));

    assertEquals(
        new GuestFault.Busy(
            folder.resolve("entry4/outblob").toString(), "Device or resource busy", 5),
        fault);
    assertEquals(List.of(1, 2, 3, 4), pauses);
  }

  @Test
  void asksAgainIfAnotherWroteIntoItsEntry() {
    FakeKernel disturbedOnce =
        new FakeKernel() {
          private boolean isDisturbed;

          @Override
          public void write(Path attribute, byte[] value) throws IOException {
            super.write(attribute, value);
            if (!isDisturbed) {
              isDisturbed = true;
              super.write(attribute, filled(0x66));
            }
          }
        };
    TeeQuote quote = ask(disturbedOnce).found().orElseThrow();
    assertEquals(Measurement.of(ASKED), Quote.copyOf(quote.toByteArray()).body().reportData());
    assertEquals(List.of(1), pauses);
  }

  @Test
  void stopsToAskIfOthersAlwaysWriteIntoItsEntry() {
    FakeKernel disturbed =
        new FakeKernel() {
          @Override
          public byte[] read(Path attribute, int maxBytes) throws IOException {
            byte[] value = super.read(attribute, maxBytes);
            if (attribute.endsWith("outblob")) {
              count(attribute.resolveSibling("generation"));
            }
            return value;
          }
        };
    GuestFault fault = faultOf(disturbed);
    assertInstanceOf(GuestFault.Busy.class, fault);
    assertTrue(fault.problem().contains("from 0 to 2"), fault::message);
    assertEquals(5, names.get());
  }

  /** The kernel tells nobody that it did not take a value: only its counter shows it. */
  @Test
  void noticesThatTheKernelDidNotTakeTheReportData() {
    FakeKernel deaf =
        new FakeKernel() {
          @Override
          public void write(Path attribute, byte[] value) {}
        };
    assertInstanceOf(GuestFault.Busy.class, faultOf(deaf));
  }

  @Test
  void takesAnotherNameIfOneIsTaken() {
    AtomicInteger made = new AtomicInteger();
    FakeKernel taken =
        new FakeKernel() {
          @Override
          public void makeEntry(Path entry) throws IOException {
            if (made.getAndIncrement() == 0) {
              throw new FileAlreadyExistsException(entry.toString());
            }
            super.makeEntry(entry);
          }
        };
    assertTrue(ask(taken).found().isPresent());
    assertEquals(2, names.get());
  }

  @Test
  void refusesAQuoteThatIsShort() {
    for (int length : new int[] {0, 1, 631, 2000}) {
      FakeKernel cut =
          new FakeKernel() {
            @Override
            byte[] quote(byte[] reportData) {
              return Arrays.copyOf(super.quote(reportData), length);
            }
          };
      GuestFault fault = faultOf(cut);
      assertInstanceOf(GuestFault.Malformed.class, fault, fault::message);
    }
  }

  @Test
  void refusesAQuoteThatIsHuge() {
    FakeKernel huge =
        new FakeKernel() {
          @Override
          byte[] quote(byte[] reportData) {
            return new byte[(1 << 20) + 1];
          }
        };
    assertInstanceOf(GuestFault.TooLarge.class, faultOf(huge));
  }

  @Test
  void refusesAQuoteOverOtherReportData() {
    FakeKernel lying =
        new FakeKernel() {
          @Override
          byte[] quote(byte[] reportData) {
            return super.quote(filled(0x66));
          }
        };
    assertEquals(
        new GuestFault.OtherReportData(
            folder.resolve("entry0/outblob").toString(),
            Measurement.of(ASKED),
            Measurement.of(filled(0x66))),
        faultOf(lying));
  }

  @Test
  void repeatsTheKernelsWords() {
    GuestFault fault = faultOf(failing("outblob", new IOException("Connection timed out")));

    assertInstanceOf(GuestFault.Broken.class, fault);
    assertTrue(fault.message().contains("entry0/outblob: Connection timed out"), fault::message);
    assertInstanceOf(
        GuestFault.Broken.class, faultOf(failing("inblob", new IOException("Invalid argument"))));
    assertInstanceOf(
        GuestFault.Broken.class, faultOf(failing("generation", new IOException("Bad address"))));
  }

  /** More than 64 bits: a number, but none of the kernel's. */
  @Test
  void aGenerationThatIsNoneIsBroken() {
    for (String generation : new String[] {"", "-1", "0x1", "99999999999999999999"}) {
      FakeKernel odd =
          new FakeKernel() {
            @Override
            String firstGeneration() {
              return generation;
            }
          };
      assertInstanceOf(GuestFault.Broken.class, faultOf(odd), generation);
    }
  }

  @Test
  void saysThatAnEntryIsLeft() throws IOException {
    GuestFault fault = faultOf(failing("remove", new IOException("Device or resource busy")));

    assertInstanceOf(GuestFault.Broken.class, fault);
    assertTrue(fault.message().contains("rmdir"), fault::message);
    new FakeKernel().removeEntry(folder.resolve("entry0"));
  }

  @Test
  void removesItsEntryEvenIfTheProgramIsWrong() {
    FakeKernel broken =
        new FakeKernel() {
          @Override
          byte[] quote(byte[] reportData) {
            throw new IllegalStateException("a bug");
          }
        };
    assertThrows(IllegalStateException.class, () -> ask(broken));
  }

  @Test
  void endsIfTheThreadIsInterrupted() {
    ConfigfsTsm tsm =
        new ConfigfsTsm(
            folder,
            failing("outblob", new IOException("Device or resource busy")),
            () -> "entry",
            attempt -> {
              throw new InterruptedException();
            });
    assertInstanceOf(GuestFault.Interrupted.class, tsm.quote(ASKED).fault().orElseThrow());
    assertTrue(Thread.interrupted(), "who called still sees the interrupt");

    Thread.currentThread().interrupt();
    assertInstanceOf(GuestFault.Interrupted.class, faultOf(new FakeKernel()));
    assertTrue(Thread.interrupted());
  }

  @Test
  void wantsAll64Bytes() {
    assertThrows(IllegalArgumentException.class, () -> tsm(new FakeKernel()).quote(new byte[63]));
  }

  @Test
  void looksForTheKernelWithoutAQuote() {
    FakeKernel noQuotes =
        new FakeKernel() {
          @Override
          public void write(Path attribute, byte[] value) {
            throw new AssertionError("nothing is to be quoted");
          }
        };
    assertEquals(Optional.empty(), tsm(noQuotes).unusable());
    assertEquals("configfs-tsm at /sys/kernel/config/tsm/report", ConfigfsTsm.standard().source());
  }

  /** A kernel that fails at one step: make, remove, or the reading or writing of an attribute. */
  private static FakeKernel failing(String step, IOException failure) {
    return new FakeKernel() {
      @Override
      public void makeEntry(Path entry) throws IOException {
        failAt("make");
        super.makeEntry(entry);
      }

      @Override
      public byte[] read(Path attribute, int maxBytes) throws IOException {
        failAt(attribute.getFileName().toString());
        return super.read(attribute, maxBytes);
      }

      @Override
      public void write(Path attribute, byte[] value) throws IOException {
        failAt(attribute.getFileName().toString());
        super.write(attribute, value);
      }

      @Override
      public void removeEntry(Path entry) throws IOException {
        failAt("remove");
        super.removeEntry(entry);
      }

      private void failAt(String name) throws IOException {
        if (name.equals(step)) {
          throw failure;
        }
      }
    };
  }
}
