// A certified OpenID Connect provider on loopback, for the tests of single sign-on.
// It signs anybody in under the name they type. MODULES says where npm put it.
const { default: Provider } = await import(`${process.env.MODULES}/oidc-provider/lib/index.js`);
const { createServer } = await import('node:http');

const people = JSON.parse(process.env.PEOPLE);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: process.env.CLIENT_ID,
        client_secret: process.env.CLIENT_SECRET,
        redirect_uris: [process.env.REDIRECT_URI],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people[id] }),
    }),
    cookies: { keys: ['tests only'] },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
