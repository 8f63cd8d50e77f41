package org.session4j.client;

/** What happens to an account while its client is open. */
public sealed interface SessionEvent
        permits MessageReceived,
                MessageSent,
                SendingFailed,
                ReactionChanged,
                MessageRead,
                MessageUnsent,
                MessageExpired,
                TypingChanged,
                RequestReceived,
                RequestApproved,
                TimerChanged,
                ProfileChanged,
                ConversationChanged,
                GroupInvited,
                GroupJoined,
                GroupChanged,
                GroupMembersChanged,
                GroupEnded,
                DataExtracted,
                CallReceived,
                UnknownMessageReceived,
                MessageRefused,
                ConnectionChanged {}
