package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {
  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "127.0.0.1, false",
    "10.1.2.3, false",
    "172.16.0.1, false",
    "172.32.0.1, true",
    "192.168.1.1, false",
    "169.254.169.254, false",
    "100.64.0.1, false",
    "100.128.0.1, true",
    "0.0.0.0, false",
    "198.18.0.1, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "2606:4700::1111, true",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fc00::1, false",
    "fd12:3456::1, false",
    "ff02::1, false",
    "2002:7f00:1::, false",
    "2001:0:1::1, false",
    "2001:db8::1, false",
    "2001:4860:4860::8888, true",
    "3fff:1000::1, true",
    "3fff::1, false",
    "64:ff9b::7f00:1, false",
    "::ffff:127.0.0.1, false"
  })
  void onlyWhatIsReachableFromEverywhereIsPublic(String address, boolean expected)
      throws Exception {
    assertEquals(expected, PublicAddress.test(InetAddress.getByName(address)));
  }
}
