/** The people of the team: how they sign in and stay signed in, what they may do, how they are invited. */
@NullMarked
package io.vitrine.member;

import org.jspecify.annotations.NullMarked;
