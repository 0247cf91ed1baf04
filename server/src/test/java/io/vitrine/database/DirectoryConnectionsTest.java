package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DirectoryConnectionsTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServerThatTakesConnectionsAndSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DirectoryConnections connections = new DirectoryConnections(
                    new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none?user=nobody"));
            connections.setLoginTimeout(1);
            assertThat(connections.getLoginTimeout()).isEqualTo(1);
            assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
        }
    }
}
