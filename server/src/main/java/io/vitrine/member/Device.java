package io.vitrine.member;

/**
 * Where a call came from, as the member will recognise it in the list of sessions.
 *
 * @param address the requester's IP address
 * @param network what counts as one requester: the address, or the network that it may choose addresses from
 * @param userAgent what the browser calls itself; may be empty
 */
public record Device(String address, String network, String userAgent) {
    private static final int LONGEST_USER_AGENT = 300;

    public Device {
        userAgent = userAgent.length() > LONGEST_USER_AGENT ? userAgent.substring(0, LONGEST_USER_AGENT) : userAgent;
    }
}
